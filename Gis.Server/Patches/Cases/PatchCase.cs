namespace Gis.Server.Patches.Cases;

/// <summary>The case of a patch.</summary>
internal sealed record PatchCase(string Number, string Party, string Notice, DateOnly NoticeOn, string Grounds, DateTimeOffset FiledAt, string FiledBy);
