-- Studies: many jobs that answer one question.
create table study (
  id varchar(36) primary key,
  version bigint not null,
  spec varchar not null,
  name varchar(200),
  axes varchar not null,
  state varchar(16) not null,
  reason varchar,
  recipe varchar(100),
  scale varchar(100),
  request varchar not null,
  idempotency_key varchar(255) unique,
  created timestamp with time zone not null
);

create table study_cell (
  study varchar(36) not null references study,
  number integer not null,
  coordinates varchar not null,
  primary key (study, number)
);

create table study_job (
  study varchar(36) not null references study,
  job varchar(36) not null unique references job,
  primary key (study, job)
);

create table study_run (
  job varchar(36) not null,
  run integer not null,
  study varchar(36) not null,
  cell integer not null,
  primary key (job, run),
  foreign key (study, cell) references study_cell
);
create index study_run_study on study_run (study, cell);

-- A held job waits until its study goes on.
alter table job add column held boolean default false not null;

-- Largest resident memory of the process that trained the job.
alter table job add column memory_bytes bigint;
