-- Words to find a study by. Studies that are there already are filled in by the Java migration after this.
create table study_tag (
  study varchar(36) not null references study on delete cascade,
  name varchar(100) not null,
  text varchar not null,
  primary key (study, name)
);
create index study_tag_name on study_tag (name, study);
