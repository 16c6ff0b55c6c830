package org.normlab.job.life;

import org.normlab.job.JobState;

/** How many jobs have a state. */
record StateCount(JobState state, long jobs) {}
