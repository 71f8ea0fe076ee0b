namespace Gis.Demo.Review;

/// <summary>What the demo's people read of one patch, as GET /api/patches/{id} tells it.</summary>
internal sealed record DemoCard(DemoPatch Patch, IReadOnlyList<DemoHappening> History, DemoSecond? Review);

/// <summary>Something that happened to it.</summary>
/// <param name="By">Display name.</param>
internal sealed record DemoHappening(string Kind, string? By);

/// <summary>How it stands with its second verdict.</summary>
internal sealed record DemoSecond(bool IsAwaited, bool Differs);
