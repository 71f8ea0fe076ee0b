namespace Gis.Server.Changes.Jobs;

/// <summary>Why a job did not come to its end.</summary>
internal sealed record ChangeJobProblem(string Code, string Detail);
