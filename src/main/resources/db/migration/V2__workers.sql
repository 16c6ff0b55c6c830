-- One that was not heard of for a while is taken for gone.
create table worker (
  name varchar(200) primary key,
  slots varchar not null,
  started timestamp with time zone not null,
  heard timestamp with time zone not null
);
