namespace Gis.Server.Changes.Jobs;

/// <summary>How a job ended.</summary>
internal sealed record ChangeJobEnd(string State, ChangeJobProblem? Problem = null, ChangeAccount? Account = null, ChangePicturesShown? Pictures = null, long? Batch = null);
