-- Tokens by which programs and people use the API. Of a secret only its SHA-256 is kept, which
-- needs no salt: a secret has 256 random bits.
create table api_token (
  id varchar(36) primary key,
  name varchar(100) not null,
  scope varchar(16) not null,
  hash varchar(64) not null unique,
  created timestamp with time zone not null,
  expires timestamp with time zone,
  revoked timestamp with time zone,
  last_used timestamp with time zone
);
