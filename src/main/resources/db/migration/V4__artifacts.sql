-- Files that jobs have made; each is complete before its row is there.
create table artifact (
  job varchar(36) not null references job,
  name varchar(100) not null,
  attempt integer not null,
  file varchar not null,
  sha256 varchar(64) not null,
  bytes bigint not null,
  primary key (job, name)
);
