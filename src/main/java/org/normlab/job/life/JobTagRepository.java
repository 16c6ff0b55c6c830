package org.normlab.job.life;

import org.normlab.storage.BulkRepository;

interface JobTagRepository extends BulkRepository<JobTagEntity, TagKey> {}
