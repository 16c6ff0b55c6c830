/* What the service answers, made from src/test/resources/openapi.json by PageTypesTest. */
declare namespace Api {
  type Access = {
    "rule": "LOOPBACK" | "TOKENS" | "NONE";
    "token": (Token | null);
  };
  type Agent = ({
    "batchSize"?: number;
    "discount"?: number;
    "distributional"?: ({
      "atoms"?: number;
      "maximum"?: number;
      "minimum"?: number;
    } | null);
    "double"?: boolean;
    "dueling"?: boolean;
    "epsilon"?: ({
      "end"?: number;
      "over"?: number;
      "start"?: number;
    } | null);
    "every"?: number;
    "learningStarts"?: number;
    "loss"?: "huber" | "squared";
    "noisy"?: ({
      "sigma"?: number;
    } | null);
    "prioritized"?: ({
      "alpha"?: number;
      "betaEnd"?: number;
      "betaStart"?: number;
      "epsilon"?: number;
    } | null);
    "replay"?: number;
    "steps"?: number;
    "targetEvery"?: number;
    "type": "dqn";
  } | {
    "batchSize"?: number;
    "discount"?: number;
    "distributional"?: ({
      "atoms"?: number;
      "maximum"?: number;
      "minimum"?: number;
    } | null);
    "double"?: boolean;
    "dueling"?: boolean;
    "epsilon"?: ({
      "end"?: number;
      "over"?: number;
      "start"?: number;
    } | null);
    "every"?: number;
    "learningStarts"?: number;
    "loss"?: "huber" | "squared";
    "noisy"?: ({
      "sigma"?: number;
    } | null);
    "prioritized"?: ({
      "alpha"?: number;
      "betaEnd"?: number;
      "betaStart"?: number;
      "epsilon"?: number;
    } | null);
    "replay"?: number;
    "steps"?: number;
    "targetEvery"?: number;
    "type": "rainbow";
  } | {
    "clip"?: number;
    "clipValue"?: boolean;
    "discount"?: number;
    "entropy"?: number;
    "epochs"?: number;
    "lambda"?: number;
    "minibatches"?: number;
    "rollout"?: number;
    "type": "ppo";
    "valueWeight"?: number;
  });
  type Agents = {
    "agents": (Variant)[];
  };
  type AggregateScore = {
    "interval": Interval;
    "value": Figure;
  };
  type AggregatedBlock = {
    "coordinates": { [name: string]: string };
    "name": string;
    "random": number | null;
    "reference": number | null;
  };
  type AggregatedMethod = {
    "iqm": AggregateScore;
    "mean": AggregateScore;
    "median": AggregateScore;
    "method": string;
    "optimalityGap": AggregateScore;
    "profile": PerformanceProfile;
    "runs": (AggregatedRuns)[];
  };
  type AggregatedRuns = {
    "diverged": number;
    "missing": number;
    "n": number;
  };
  type Aggregates = {
    "baseline": string;
    "better": "HIGHER" | "LOWER";
    "blocks": (AggregatedBlock)[];
    "compared": string;
    "complete": boolean;
    "diverged": "LEFT_OUT" | "WORST_RANKED";
    "improvements": (BlockImprovement)[];
    "level": number;
    "methods": (AggregatedMethod)[];
    "metric": string;
    "notes": (string)[];
    "resamples": number;
    "scale": "REFERENCES" | "SHARE" | "RAW" | "NONE";
    "thresholds": (number)[];
  };
  type Architecture = ({
    "activation"?: ("relu" | "selu" | "elu" | "gelu" | "silu" | "tanh" | "tlu" | "evonorm-s0" | "evonorm-b0" | null);
    "dropout"?: number;
    "hidden"?: (number)[];
    "type": "mlp";
  } | {
    "activation"?: ("relu" | "selu" | "elu" | "gelu" | "silu" | "tanh" | "tlu" | "evonorm-s0" | "evonorm-b0" | null);
    "blocks"?: number;
    "bottleneck"?: number;
    "layersPerBlock"?: number;
    "type": "residual-mlp";
    "width"?: number;
  } | {
    "activation"?: ("relu" | "selu" | "elu" | "gelu" | "silu" | "tanh" | "tlu" | "evonorm-s0" | "evonorm-b0" | null);
    "depth"?: number;
    "type": "highway";
    "width"?: number;
  } | {
    "activation"?: ("relu" | "selu" | "elu" | "gelu" | "silu" | "tanh" | "tlu" | "evonorm-s0" | "evonorm-b0" | null);
    "channels"?: (number)[];
    "dense"?: number;
    "padding"?: "same" | "none";
    "type": "convnet";
  } | {
    "activation"?: ("relu" | "selu" | "elu" | "gelu" | "silu" | "tanh" | "tlu" | "evonorm-s0" | "evonorm-b0" | null);
    "depth"?: number;
    "type": "vgg";
    "width"?: number;
  } | {
    "activation"?: ("relu" | "selu" | "elu" | "gelu" | "silu" | "tanh" | "tlu" | "evonorm-s0" | "evonorm-b0" | null);
    "depth"?: number;
    "preActivation"?: boolean;
    "type": "resnet";
    "width"?: number;
  } | {
    "activation"?: ("relu" | "selu" | "elu" | "gelu" | "silu" | "tanh" | "tlu" | "evonorm-s0" | "evonorm-b0" | null);
    "depth"?: number;
    "type": "wide-resnet";
    "widen"?: number;
  } | {
    "activation"?: ("relu" | "selu" | "elu" | "gelu" | "silu" | "tanh" | "tlu" | "evonorm-s0" | "evonorm-b0" | null);
    "depth"?: number;
    "type": "resnet-224";
    "width"?: number;
  } | {
    "blocks"?: number;
    "heads"?: number;
    "patch"?: number;
    "type": "vit";
    "width"?: number;
  } | {
    "blocks"?: number;
    "context"?: number;
    "dropout"?: number;
    "heads"?: number;
    "placement"?: "pre" | "post" | "sandwich";
    "queryKeyNorm"?: boolean;
    "type": "transformer";
    "width"?: number;
  } | {
    "context"?: number;
    "hidden"?: number;
    "layers"?: number;
    "type": "lstm";
  });
  type Architectures = {
    "architectures": (Variant)[];
  };
  type Attempt = {
    "endedAt": string | null;
    "exitCode": number | null;
    "note": string | null;
    "number": number;
    "reason": string | null;
    "slot": string;
    "startedAt": string;
    "state": "RUNNING" | "COMPLETED" | "LOST" | "FAILED" | "CANCELLED" | "STOPPED";
    "version": string | null;
    "worker": string;
  };
  type Attempts = {
    "attempts": (Attempt)[];
  };
  type Axis = {
    "drawn": boolean;
    "labels": (string)[];
    "name": string;
  };
  type BlockImprovement = {
    "interval": Interval;
    "method": string;
    "other": string;
    "probability": Figure;
  };
  type Change = {
    "priority": number;
  };
  type ClassRows = {
    "name": string;
    "rows": number;
  };
  type ComparedBlock = {
    "coordinates": { [name: string]: string };
    "methods": (ComparedMethod)[];
  };
  type ComparedMethod = {
    "against": (PairedComparison | null);
    "chosen": { [name: string]: string } | null;
    "conclusion": "BETTER" | "WORSE" | "UNSETTLED" | "INDISTINCT" | "NO_PAIRS" | null;
    "costs": Costs;
    "counts": Counts;
    "edges": (string)[];
    "method": string;
    "onFront": boolean;
    "pHolm": (Figure | null);
    "remarks": (string)[];
    "runs": (ComparedRun)[];
    "seedsNeeded": (SeedsNeeded | null);
    "summary": Summary;
    "tried": number;
    "validationRows": number | null;
  };
  type ComparedRun = {
    "job": string;
    "outcome": string;
    "run": number;
    "seed": number;
    "value": number | null;
  };
  type Comparison = {
    "baseline": string;
    "better": "HIGHER" | "LOWER";
    "blocks": (ComparedBlock)[];
    "compared": string;
    "complete": boolean;
    "counts": Counts;
    "level": number;
    "metric": string;
    "sensitivity": (Sensitivity)[];
  };
  type Costs = {
    "memoryBytes": Figure;
    "parameters": Figure;
    "samplesPerSecond": Figure;
    "seconds": Figure;
    "width": number | null;
  };
  type Counts = {
    "cancelled": number;
    "completed": number;
    "diverged": number;
    "failed": number;
    "pending": number;
    "runs": number;
    "stoppedEarly": number;
  };
  type CurveBlock = {
    "coordinates": { [name: string]: string };
    "methods": (MethodCurves)[];
  };
  type CurvePoint = {
    "mean": Figure;
    "n": number;
    "sd": Figure;
    "step": number;
    "t": Interval;
  };
  type CurveSet = {
    "blocks": (CurveBlock)[];
    "compared": string;
    "level": number;
    "metric": string;
  };
  type Curves = {
    "empty": number;
    "leftOut": number;
    "points": (CurvePoint)[];
    "series": number;
  };
  type DataSet = {
    "howToGet": string;
    "kind": string;
    "licence": string;
    "name": string;
    "present": boolean;
    "summary": string;
  };
  type DataSets = {
    "datasets": (DataSet)[];
    "schema": { [name: string]: any };
  };
  type Environment = {
    "actions": EnvironmentActions;
    "episodeReturn": EnvironmentReturn;
    "name": string;
    "observation": EnvironmentObservation;
    "ramps": boolean;
    "stepLimit": number | null;
    "sticky": number;
    "summary": string;
    "title": string;
  };
  type EnvironmentActions = {
    "full": (string)[];
    "minimal": (string)[];
  };
  type EnvironmentObservation = {
    "names": (string)[];
    "shape": (number)[];
  };
  type EnvironmentReturn = {
    "best": number | null;
    "meaning": string;
    "random": number;
    "reference": number;
    "source": string;
  };
  type Environments = {
    "environments": (Environment)[];
    "schema": { [name: string]: any };
  };
  type Episode = {
    "actionNames": (string)[];
    "actions": (number)[];
    "bits"?: string;
    "ended": "TERMINATED" | "TRUNCATED" | "CUT";
    "environment": string;
    "numbers"?: ((number)[])[];
    "observed": (string)[];
    "return": number;
    "rewards": (number)[];
    "run": number;
    "shape": (number)[];
    "visit": number;
    "visits": (number)[];
  };
  type Estimate = {
    "classCount": number | null;
    "classes": (ClassRows)[] | null;
    "memoryEstimate": MemoryEstimate;
    "notes": (string)[];
    "parameterCount": number;
    "rows": (RowCounts | null);
    "runCount": number;
    "spec": JobSpec;
  };
  type Export = {
    "attempt": number;
    "attempts": (Attempt)[];
    "cancelRequested": boolean;
    "createdAt": string;
    "dataDigest": string | null;
    "divergedRuns": number;
    "endedAt": string | null;
    "endedRuns": number;
    "exportedBy": ExportedBy;
    "finishedAt": string | null;
    "id": string;
    "name": string | null;
    "parameterCount": number | null;
    "priority": number;
    "progress": number;
    "reason": string | null;
    "retryOf": string | null;
    "runCount": number;
    "runs"?: (Run)[];
    "spec": JobSpec;
    "startedAt": string | null;
    "state": "QUEUED" | "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELLED";
    "tags": { [name: string]: string };
    "threads": number | null;
    "totalSteps": number | null;
    "version": number;
    "width": number | null;
  };
  type ExportedBy = {
    "djl": string;
    "java": string;
    "normlab": string;
    "pytorch": string;
  };
  type Extension = {
    "axes"?: { [name: string]: (any)[] };
    "list"?: ({ [name: string]: any })[];
    "samples"?: number;
    "seeds"?: (number)[];
  };
  type Fault = {
    "detail": string;
    "pointer": string;
  };
  type Figure = {
    "reason": string | null;
    "value": number | null;
  };
  type Finding = {
    "interval": Interval;
    "n": number;
    "note": string | null;
    "published": string | null;
    "quantity": string;
    "says": string;
    "source": string;
    "value": Figure;
    "verdict": "SAME" | "OPPOSITE" | "UNCLEAR" | "NOT_MEASURED";
  };
  type FoundRun = {
    "architecture": string;
    "createdAt": string;
    "data": string;
    "endedAt": string | null;
    "endedStep": number | null;
    "finishedAt": string | null;
    "job": string;
    "learningRate": number;
    "momentum": number;
    "name": string | null;
    "normalization": string;
    "outcome": "COMPLETED" | "STOPPED_EARLY" | "DIVERGED" | "FAILED" | "CANCELLED" | null;
    "reason": string | null;
    "run": number;
    "seed": number;
    "startedAt": string | null;
    "state": "QUEUED" | "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELLED";
    "step": number | null;
    "study": string | null;
    "summary": { [name: string]: number };
    "tags": { [name: string]: string };
    "weightDecay": number;
  };
  type Friedman = {
    "chiSquare": Figure;
    "dataSets": number;
    "f": Figure;
    "fP": Figure;
    "methods": number;
    "p": Figure;
  };
  type Improvement = {
    "interval": Interval;
    "n": number;
    "probability": Figure;
    "ties": number;
    "wins": number;
  };
  type InputRows = {
    "test": (number)[];
    "train": (number)[];
    "validation": (number)[];
  };
  type Inputs = {
    "columns": (number)[];
    "dataDigest": string;
    "deviation": (number)[];
    "mean": (number)[];
    "rows": InputRows;
    "shape": (number)[];
  };
  type Interval = {
    "high": number | null;
    "level": number;
    "low": number | null;
    "method": "t" | "bca" | "percentile" | "wilson";
    "reason": string | null;
  };
  type IssuedToken = {
    "secret": string;
    "token": Token;
  };
  type Job = {
    "attempt": number;
    "cancelRequested": boolean;
    "createdAt": string;
    "dataDigest": string | null;
    "divergedRuns": number;
    "endedAt": string | null;
    "endedRuns": number;
    "finishedAt": string | null;
    "id": string;
    "name": string | null;
    "parameterCount": number | null;
    "priority": number;
    "progress": number;
    "reason": string | null;
    "retryOf": string | null;
    "runCount": number;
    "runs"?: (Run)[];
    "spec": JobSpec;
    "startedAt": string | null;
    "state": "QUEUED" | "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELLED";
    "tags": { [name: string]: string };
    "threads": number | null;
    "totalSteps": number | null;
    "version": number;
    "width": number | null;
  };
  type JobCounts = {
    "all": number;
    "cancelled": number;
    "failed": number;
    "queued": number;
    "running": number;
    "succeeded": number;
  };
  type JobMeans = {
    "level": number;
    "points": (PointMeans)[];
  };
  type JobPage = {
    "jobs": (Job)[];
    "nextCursor": string | null;
  };
  type JobSeries = {
    "name": string;
    "runs": (Series)[];
  };
  type JobSpec = ({
    "agent"?: any;
    "environment"?: any;
    "steps"?: any;
    "stepsPerVisit"?: any;
  } | {
    "batchSize"?: any;
    "data"?: any;
    "earlyStopping"?: any;
    "epochs"?: any;
    "keepBest"?: any;
    "labelSmoothing"?: any;
    "microBatch"?: any;
    "recordNorms"?: any;
  }) & {
    "agent"?: Agent;
    "architecture": Architecture;
    "batchSize"?: number;
    "data"?: ({
      "name": any;
    } | {
      "file": any;
    } | {
      "generated": any;
    } | {
      "folder": any;
    } | {
      "text": any;
    }) & {
      "augment"?: ({
        "crop"?: number;
        "flip"?: boolean;
        "randomResizedCrop"?: boolean;
      } | null);
      "classes"?: (number | null);
      "exclude"?: ((string)[] | null);
      "features"?: (number | null);
      "file"?: (string | null);
      "folder"?: (string | null);
      "generated"?: ("gaussians" | "teacher" | "random-labels" | null);
      "header"?: (boolean | null);
      "label"?: (string | null);
      "limit"?: (number | null);
      "name"?: (string | null);
      "relabelEvery"?: (number | null);
      "rows"?: (number | null);
      "size"?: (number | null);
      "splitSeed"?: number;
      "tasks"?: ("labels" | "inputs" | "classes" | null);
      "text"?: (string | null);
      "validation"?: (number | null);
    };
    "earlyStopping"?: ({
      "metric"?: "validation.loss" | "validation.accuracy" | "train.loss";
      "patience"?: number;
    } | null);
    "environment"?: ({
      "name": any;
    } | {
      "sequence": any;
    }) & {
      "actions"?: "full" | "minimal";
      "cycles"?: (number | null);
      "environments"?: number;
      "fresh"?: (boolean | null);
      "name"?: (string | null);
      "ramping"?: boolean;
      "rewardClip"?: (number | null);
      "rewardScale"?: number;
      "sequence"?: ((string)[] | null);
      "stepLimit"?: (number | null);
      "sticky"?: (number | null);
    };
    "epochs"?: number;
    "fuse"?: (number | "auto");
    "keepBest"?: boolean;
    "labelSmoothing"?: number;
    "maxDuration"?: (string | null);
    "microBatch"?: (number | null);
    "name"?: (string | null);
    "normalization": Normalization;
    "optimizer"?: Optimizer;
    "precision"?: "float32" | "bfloat16" | "float16" | "float16-all";
    "priority"?: number;
    "probe"?: ({
      "every"?: number;
      "unit"?: ("epoch" | "step" | null);
    } | null);
    "recordNorms"?: boolean;
    "seeds"?: (number)[];
    "steps"?: (number | null);
    "stepsPerVisit"?: (number | null);
    "sweep"?: {
      "learningRate"?: (number)[];
      "momentum"?: (number)[];
      "points"?: ({
        "learningRate"?: (number | null);
        "momentum"?: (number | null);
        "weightDecay"?: (number | null);
      })[];
      "weightDecay"?: (number)[];
    };
    "tags"?: { [name: string]: string };
  };
  type LayerSeries = {
    "layer": string;
    "points": ((number)[])[];
  };
  type Log = {
    "lines": (LogLine)[];
  };
  type LogLine = {
    "text": string;
  };
  type Mean = {
    "mean": Figure;
    "n": number;
    "sd": Figure;
    "t": Interval;
  };
  type MemoryEstimate = {
    "dataBytes": number;
    "note": string;
    "weightBytes": number;
  };
  type MethodCurves = {
    "chosen": { [name: string]: string } | null;
    "commonSteps": number;
    "curves": Curves;
    "every": number;
    "method": string;
  };
  type Metric = {
    "definition": string;
    "direction": "higher" | "lower" | "none";
    "format": "share" | "whole" | "seconds" | "size" | "number";
    "label": string;
    "measured": (string)[];
    "name": string;
    "series": boolean;
    "summary": boolean;
    "unit": string;
  };
  type MetricNames = {
    "metrics": (string)[];
  };
  type Metrics = {
    "metrics": (Metric)[];
  };
  type Nemenyi = {
    "alpha": number;
    "criticalDifference": Figure;
    "p": ((Figure)[])[];
  };
  type Normalization = ({
    "type": "none";
  } | {
    "epsilon"?: number;
    "momentum"?: number;
    "type": "batch";
  } | {
    "epsilon"?: number;
    "type": "layer";
  } | {
    "epsilon"?: number;
    "groups"?: (number | null);
    "type": "group";
  } | {
    "epsilon"?: number;
    "type": "rms";
  } | {
    "alphaDropout"?: number;
    "type": "self-normalizing";
  } | {
    "constantFactor"?: number;
    "epsilon"?: number;
    "momentum"?: number;
    "type": "l1-batch";
  } | {
    "epsilon"?: number;
    "momentum"?: number;
    "type": "linf-batch";
  } | {
    "epsilon"?: number;
    "k"?: number;
    "momentum"?: number;
    "type": "topk-batch";
  } | {
    "epsilon"?: number;
    "type": "instance";
  } | {
    "dMax"?: number;
    "epsilon"?: number;
    "momentum"?: number;
    "rMax"?: number;
    "type": "batch-renorm";
    "warmup"?: number;
  } | {
    "epsilon"?: number;
    "momentum"?: number;
    "size"?: number;
    "type": "ghost-batch";
  } | {
    "epsilon"?: number;
    "momentum"?: number;
    "type": "switchable";
  } | {
    "epsilon"?: number;
    "type": "filter-response";
  } | {
    "epsilon"?: number;
    "groups"?: (number | null);
    "type": "evonorm-s0";
  } | {
    "epsilon"?: number;
    "momentum"?: number;
    "type": "evonorm-b0";
  } | {
    "alpha"?: number;
    "type": "dynamic-tanh";
  } | {
    "epsilon"?: number;
    "type": "scale";
  } | {
    "epsilon"?: number;
    "momentum"?: number;
    "type": "power";
    "warmup"?: number;
  } | {
    "epsilon"?: number;
    "groupSize"?: (number | null);
    "iterations"?: number;
    "momentum"?: number;
    "type": "iterative";
  } | {
    "epsilon"?: number;
    "groupSize"?: number;
    "momentum"?: number;
    "type": "decorrelated";
  } | {
    "base"?: "batch" | "group" | "layer" | "instance";
    "epsilon"?: number;
    "gain"?: number;
    "gainFixed"?: boolean;
    "momentum"?: number;
    "noise"?: number;
    "transition"?: "learned" | "propagated";
    "type": "kalman";
  } | {
    "type": "weight";
  } | {
    "activation"?: "mean-only-batch" | "none";
    "p"?: (number | "infinity");
    "type": "bounded-weight";
  } | {
    "iterations"?: number;
    "type": "spectral";
  } | {
    "epsilon"?: number;
    "type": "scaled-weight-standardization";
  } | {
    "type": "rezero";
  } | {
    "type": "fixup";
  } | {
    "epsilon"?: number;
    "inner"?: ({
      "epsilon"?: number;
      "momentum"?: number;
      "type": "batch";
    } | {
      "epsilon"?: number;
      "type": "layer";
    } | {
      "epsilon"?: number;
      "groups"?: (number | null);
      "type": "group";
    } | {
      "epsilon"?: number;
      "type": "rms";
    } | {
      "constantFactor"?: number;
      "epsilon"?: number;
      "momentum"?: number;
      "type": "l1-batch";
    } | {
      "epsilon"?: number;
      "momentum"?: number;
      "type": "linf-batch";
    } | {
      "epsilon"?: number;
      "k"?: number;
      "momentum"?: number;
      "type": "topk-batch";
    } | {
      "epsilon"?: number;
      "type": "instance";
    } | {
      "dMax"?: number;
      "epsilon"?: number;
      "momentum"?: number;
      "rMax"?: number;
      "type": "batch-renorm";
      "warmup"?: number;
    } | {
      "epsilon"?: number;
      "momentum"?: number;
      "size"?: number;
      "type": "ghost-batch";
    } | {
      "epsilon"?: number;
      "momentum"?: number;
      "type": "switchable";
    } | {
      "epsilon"?: number;
      "type": "filter-response";
    } | {
      "epsilon"?: number;
      "groups"?: (number | null);
      "type": "evonorm-s0";
    } | {
      "epsilon"?: number;
      "momentum"?: number;
      "type": "evonorm-b0";
    } | {
      "epsilon"?: number;
      "type": "scale";
    } | {
      "epsilon"?: number;
      "momentum"?: number;
      "type": "power";
      "warmup"?: number;
    } | {
      "epsilon"?: number;
      "groupSize"?: (number | null);
      "iterations"?: number;
      "momentum"?: number;
      "type": "iterative";
    } | {
      "epsilon"?: number;
      "groupSize"?: number;
      "momentum"?: number;
      "type": "decorrelated";
    } | {
      "base"?: "batch" | "group" | "layer" | "instance";
      "epsilon"?: number;
      "gain"?: number;
      "gainFixed"?: boolean;
      "momentum"?: number;
      "noise"?: number;
      "transition"?: "learned" | "propagated";
      "type": "kalman";
    });
    "type": "weight-standardization";
  } | {
    "decay"?: number;
    "every"?: number;
    "inner"?: ({
      "epsilon"?: number;
      "momentum"?: number;
      "type": "batch";
    } | {
      "epsilon"?: number;
      "type": "layer";
    } | {
      "epsilon"?: number;
      "groups"?: (number | null);
      "type": "group";
    } | {
      "epsilon"?: number;
      "type": "rms";
    } | {
      "constantFactor"?: number;
      "epsilon"?: number;
      "momentum"?: number;
      "type": "l1-batch";
    } | {
      "epsilon"?: number;
      "momentum"?: number;
      "type": "linf-batch";
    } | {
      "epsilon"?: number;
      "k"?: number;
      "momentum"?: number;
      "type": "topk-batch";
    } | {
      "epsilon"?: number;
      "type": "instance";
    } | {
      "dMax"?: number;
      "epsilon"?: number;
      "momentum"?: number;
      "rMax"?: number;
      "type": "batch-renorm";
      "warmup"?: number;
    } | {
      "epsilon"?: number;
      "momentum"?: number;
      "size"?: number;
      "type": "ghost-batch";
    } | {
      "epsilon"?: number;
      "momentum"?: number;
      "type": "switchable";
    } | {
      "epsilon"?: number;
      "type": "scale";
    } | {
      "epsilon"?: number;
      "groupSize"?: (number | null);
      "iterations"?: number;
      "momentum"?: number;
      "type": "iterative";
    } | {
      "epsilon"?: number;
      "groupSize"?: number;
      "momentum"?: number;
      "type": "decorrelated";
    });
    "scaleOffset"?: "free" | "decay" | "joint";
    "type": "normalize-and-project";
  } | {
    "inner"?: ({
      "epsilon"?: number;
      "momentum"?: number;
      "type": "batch";
    } | {
      "constantFactor"?: number;
      "epsilon"?: number;
      "momentum"?: number;
      "type": "l1-batch";
    } | {
      "epsilon"?: number;
      "momentum"?: number;
      "type": "linf-batch";
    } | {
      "epsilon"?: number;
      "k"?: number;
      "momentum"?: number;
      "type": "topk-batch";
    } | {
      "epsilon"?: number;
      "type": "instance";
    } | {
      "dMax"?: number;
      "epsilon"?: number;
      "momentum"?: number;
      "rMax"?: number;
      "type": "batch-renorm";
      "warmup"?: number;
    } | {
      "epsilon"?: number;
      "momentum"?: number;
      "size"?: number;
      "type": "ghost-batch";
    });
    "reference": string;
    "schedule"?: "rate" | "norm";
    "type": "norm-matched-rate";
  });
  type Normalizations = {
    "normalizations": (Variant)[];
  };
  type Optimizer = ({
    "adaptiveClip"?: (number | null);
    "clip"?: (number | null);
    "decayNormalization"?: boolean;
    "learningRate"?: number;
    "momentum"?: number;
    "nesterov"?: boolean;
    "redo"?: ({
      "every"?: number;
      "threshold"?: number;
    } | null);
    "schedule"?: Schedule;
    "shrinkAndPerturb"?: ({
      "every"?: (number | "task");
      "perturb"?: number;
      "shrink"?: number;
    } | null);
    "towardInitial"?: number;
    "type": "sgd";
    "updateNoise"?: number;
    "weightDecay"?: number;
  } | {
    "adaptiveClip"?: (number | null);
    "beta1"?: number;
    "beta2"?: number;
    "clip"?: (number | null);
    "decayNormalization"?: boolean;
    "epsilon"?: number;
    "learningRate"?: number;
    "redo"?: ({
      "every"?: number;
      "threshold"?: number;
    } | null);
    "schedule"?: Schedule;
    "shrinkAndPerturb"?: ({
      "every"?: (number | "task");
      "perturb"?: number;
      "shrink"?: number;
    } | null);
    "towardInitial"?: number;
    "type": "adamw";
    "updateNoise"?: number;
    "weightDecay"?: number;
  });
  type Optimizers = {
    "optimizers": (Variant)[];
  };
  type PairedComparison = {
    "bca": Interval;
    "diverged": "LEFT_OUT" | "WORST_RANKED";
    "divergedA": number;
    "divergedB": number;
    "effect": Figure;
    "improvement": Improvement;
    "meanDifference": Figure;
    "missing": number;
    "n": number;
    "ranked": number;
    "sd": Figure;
    "t": Interval;
    "unpairedImprovement": Improvement;
    "unshared": number;
    "wilcoxon": Wilcoxon;
  };
  type PerformanceProfile = {
    "high": (number)[];
    "low": (number)[];
    "share": (number)[];
  };
  type PointMeans = {
    "diverged": number;
    "figures": { [name: string]: Mean };
    "learningRate": number;
    "momentum": number;
    "runs": number;
    "weightDecay": number;
  };
  type Probes = {
    "layers": (LayerSeries)[];
    "quantity": string;
    "run": number;
  };
  type Problem = {
    "allowed"?: string;
    "detail": string;
    "errors"?: (Fault)[];
    "instance"?: string;
    "parameter"?: string;
    "position"?: number;
    "received"?: string;
    "status": number;
    "title": string;
    "type"?: string;
  };
  type RankGroups = {
    "alpha": number;
    "groups": ((number)[])[];
    "p": ((Figure)[])[];
    "ranks": Ranks;
  };
  type Ranking = {
    "alpha": number;
    "better": "HIGHER" | "LOWER";
    "blocks": ({ [name: string]: string })[];
    "byNemenyi": RankGroups;
    "byWilcoxon": RankGroups;
    "compared": string;
    "friedman": Friedman;
    "metric": string;
    "nemenyi": Nemenyi;
    "rankSummaries": (Summary)[];
    "ranks": Ranks;
  };
  type Ranks = {
    "average": (Figure)[];
    "dataSets": number;
    "leftOut": number;
    "methods": (string)[];
    "ranks": ((number)[])[];
  };
  type Reason = {
    "reason"?: string | null;
  };
  type Recipe = {
    "claims"?: (RecipeClaim)[];
    "name": string;
    "paper": string;
    "protocol": string;
    "question": string;
    "scales": (RecipeScale)[];
    "takesData": boolean;
    "title": string;
  };
  type RecipeClaim = {
    "published": string | null;
    "quantity": string;
    "says": string;
    "source": string;
  };
  type RecipeOrder = {
    "architecture"?: ({ [name: string]: any } | null);
    "data"?: ({ [name: string]: any } | null);
    "name"?: (string | null);
    "recipe": string;
    "scale"?: string;
    "seeds"?: ((number)[] | null);
  };
  type RecipeScale = {
    "changes": (string)[];
    "name": string;
    "study"?: { [name: string]: any };
  };
  type Recipes = {
    "recipes": (Recipe)[];
  };
  type Replication = {
    "changes": (string)[];
    "claims": (Finding)[];
    "complete": boolean;
    "correctedFor": number;
    "level": number;
    "paper": string;
    "recipe": string;
    "scale": string;
    "title": string;
  };
  type RowCounts = {
    "test": number;
    "train": number;
    "validation": number;
  };
  type Run = {
    "endedStep": number | null;
    "learningRate": number;
    "momentum": number;
    "outcome": "COMPLETED" | "STOPPED_EARLY" | "DIVERGED" | "FAILED" | "CANCELLED" | null;
    "reason": string | null;
    "run": number;
    "seed": number;
    "summary": { [name: string]: number };
    "weightDecay": number;
  };
  type RunCounts = {
    "all": number;
    "cancelled": number;
    "diverged": number;
    "ended": number;
    "failed": number;
  };
  type RunPage = {
    "nextCursor": string | null;
    "runs": (FoundRun)[];
  };
  type Runs = {
    "runs": (Run)[];
  };
  type Schedule = ({
    "type": "constant";
    "warmup"?: number;
  } | {
    "at"?: (number)[];
    "factor"?: number;
    "type": "step";
    "warmup"?: number;
  } | {
    "end"?: number;
    "type": "cosine";
    "warmup"?: number;
  } | {
    "end"?: number;
    "over"?: number;
    "type": "linear";
    "warmup"?: number;
  } | {
    "end"?: number;
    "start"?: number;
    "type": "warmup-cosine";
    "warmup"?: number;
  });
  type SeedsNeeded = {
    "alpha": number;
    "comparisons": number;
    "effect": Figure;
    "least": number;
    "more": number | null;
    "pairs": number | null;
    "power": number;
    "reason": string | null;
  };
  type Sensitivity = {
    "area": SensitivityArea;
    "coordinates": { [name: string]: string };
    "method": string;
    "setting": string;
  };
  type SensitivityArea = {
    "area": Figure;
    "best": Figure;
    "curve": (SensitivityPosition)[];
    "worst": Figure;
  };
  type SensitivityPosition = {
    "best": Figure;
    "cells": number;
    "diverged": number;
    "missing": number;
    "values": number;
    "x": number;
  };
  type Series = {
    "name"?: string;
    "points": ((number)[])[];
    "run": number;
  };
  type Slot = {
    "job": string | null;
    "name": string;
  };
  type Study = {
    "addedRuns"?: number;
    "axes": (Axis)[];
    "createdAt": string;
    "endedAt": string | null;
    "finishedAt": string | null;
    "id": string;
    "jobs": JobCounts;
    "name": string | null;
    "progress": number;
    "question": string | null;
    "reason": string | null;
    "recipe": string | null;
    "runs": RunCounts;
    "scale": string | null;
    "secondsLeft": number | null;
    "spec": StudySpec;
    "startedAt": string | null;
    "state": "QUEUED" | "RUNNING" | "PAUSED" | "COMPLETED" | "CANCELLED";
    "version": number;
  };
  type StudyJobs = {
    "jobs": (string)[];
  };
  type StudyPage = {
    "nextCursor": string | null;
    "studies": (Study)[];
  };
  type StudySize = {
    "axes": (Axis)[];
    "configurationCount": number;
    "jobCount": number;
    "points": number;
    "runCount": number;
    "spec": StudySpec;
  };
  type StudySpec = {
    "axes"?: { [name: string]: any };
    "base": { [name: string]: any };
    "baseline"?: (string | null);
    "compare"?: (string | null);
    "list"?: (any)[];
    "metric"?: string;
    "name"?: (string | null);
    "question"?: (string | null);
    "sampleSeed"?: number;
    "samples"?: (number | null);
    "select"?: ({
      "by"?: string;
      "over": (string)[];
    } | null);
    "tags"?: { [name: string]: string };
  };
  type Summary = {
    "bca": Interval;
    "diverged": number;
    "iqm": Figure;
    "max": Figure;
    "mean": Figure;
    "median": Figure;
    "min": Figure;
    "missing": number;
    "n": number;
    "sd": Figure;
    "t": Interval;
  };
  type Token = {
    "createdAt": string;
    "expiresAt": string | null;
    "id": string;
    "lastUsedAt": string | null;
    "name": string;
    "revokedAt": string | null;
    "scope": "read" | "submit" | "admin";
  };
  type TokenRequest = {
    "days"?: number | null;
    "name": string;
    "scope": "read" | "submit" | "admin";
  };
  type Tokens = {
    "tokens": (Token)[];
  };
  type Variant = {
    "schema": { [name: string]: any };
    "summary": string;
    "type": string;
  };
  type Wilcoxon = {
    "alternative": "TWO_SIDED" | "GREATER" | "LESS";
    "method": "EXACT" | "NORMAL";
    "n": number;
    "p": Figure;
    "statistic": Figure;
    "zeros": number;
  };
  type Worker = {
    "heardAt": string;
    "name": string;
    "reason": string | null;
    "slots": (Slot)[];
    "startedAt": string;
    "state": "READY" | "PAUSED";
  };
  type Workers = {
    "workers": (Worker)[];
  };
}
