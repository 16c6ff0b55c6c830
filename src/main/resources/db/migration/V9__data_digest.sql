-- Digest of the data that the job's first attempt read; null in jobs from before it was recorded.
alter table job add column data_digest varchar(100);
