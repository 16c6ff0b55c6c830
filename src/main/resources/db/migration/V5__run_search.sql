-- What runs are searched by, flat. Settings of jobs and final figures of runs are read far more often
-- than they are written. Jobs that are there already are filled in by the Java migration after this.

-- A job's settings by dotted path, normalization.type; number is there where text is one.
create table job_param (
  job varchar(36) not null references job on delete cascade,
  name varchar(200) not null,
  text varchar not null,
  number double precision,
  primary key (job, name)
);
create index job_param_name on job_param (name, job);

-- A run's summary. Looked up run by run: with an index by name and value H2 reads a range of it a run.
create table run_metric (
  job varchar(36) not null references job on delete cascade,
  run integer not null,
  name varchar(100) not null,
  measured double precision not null,
  primary key (job, run, name)
);
