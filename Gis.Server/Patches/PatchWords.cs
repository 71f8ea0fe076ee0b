namespace Gis.Server.Patches;

/// <summary>The closed lists of words of patches on the wire.</summary>
internal static class PatchWords
{
    public const string State = "issued overlaid assigned verified judged submitted reviewed returned closed case rectifying rectified accepted";
    public const string Outcome = "explained doubtful";
    public const string List = "doubtful explained returned sample judged second differs overdue due_soon cases";
    public const string Validity = "valid expired not-yet unknown timeless";
    public const string Event = "issued changed triaged assigned reminded verified judged undone second sent_on sent_back case_filed measured rectified accepted refused";
    public const string BatchKind = "issued detected";
}
