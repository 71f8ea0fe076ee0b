namespace Gis.Ingest.Pipeline;

/// <summary>One item of a message that was not taken.</summary>
internal sealed record ItemRefusal(string Item, Rejection Why);
