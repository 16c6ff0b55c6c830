package org.normlab.job;

import org.normlab.storage.BulkRepository;

interface JobTagRepository extends BulkRepository<JobTagEntity, TagKey> {}
