-- The episode that shows what an agent has learned by the end of a visit, by its actions, one byte
-- each: a resumed attempt overwrites.
create table run_episode (
  job varchar(36) not null references job on delete cascade,
  run integer not null,
  visit integer not null,
  actions bytea not null,
  length integer not null,
  returned bigint not null,
  ended varchar(16) not null,
  primary key (job, run, visit)
);
