package org.normlab.job.life;

import org.normlab.job.JobState;

/** Counts the jobs of a state. */
record StateCount(JobState state, long jobs) {}
