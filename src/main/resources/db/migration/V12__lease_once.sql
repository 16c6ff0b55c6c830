-- The lease is the attempt's alone; the job's copy of it is not needed any more.
alter table job drop column lease_until;
