package org.normlab.study;

import org.normlab.storage.BulkRepository;

interface StudyTagRepository extends BulkRepository<StudyTagEntity, StudyTagEntity.Key> {}
