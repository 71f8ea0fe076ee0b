namespace Gis.Server.Patches.Cases;

/// <summary>The closed lists of words of cases on the wire.</summary>
internal static class CaseWords
{
    public const string MeasureKind = "demolish confiscate fine legalise";
    public const string MeasureState = "ordered done proved refused";
}
