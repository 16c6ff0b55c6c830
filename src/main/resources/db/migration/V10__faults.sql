-- What an attempt met on its way: checkpoints that could not be used.
alter table attempt add column note varchar;
-- Whether a worker takes jobs, and if not, why.
alter table worker add column state varchar(16) default 'READY' not null;
alter table worker add column reason varchar;
