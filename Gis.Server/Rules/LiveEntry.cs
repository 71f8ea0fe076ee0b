namespace Gis.Server.Rules;

/// <summary>One row for the live log: what changed, and in which areas it may be seen.</summary>
internal sealed record LiveEntry(string Kind, long[] Ids, string[] Areas, string PayloadJson = "{}");
