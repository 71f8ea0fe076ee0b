namespace Gis.Server.Platform.Problems;

/// <summary>What a problem is called and what it says, in one language; <c>{name}</c> stands for a parameter.</summary>
internal sealed record ProblemText(string Title, string Detail);
