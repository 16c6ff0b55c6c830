-- Of the Normlab that trains; null in attempts from before it was recorded.
alter table attempt add column version varchar(100);
