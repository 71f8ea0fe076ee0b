namespace Gis.BaseMap.Sources;

/// <summary>A row of GB/T 2260: six digits and the official name. A township row carries its county's code and its own three digits.</summary>
internal sealed record GbCode(string Code, string NameZh, string? Township)
{
    public bool IsPrefecture => Township is null && Code.EndsWith("00", StringComparison.Ordinal) && !Code.EndsWith("0000", StringComparison.Ordinal);

    /// <summary>A real county or district: neither the "市辖区" collective (01) nor a development zone (71 and above within the districts).</summary>
    public bool IsCounty => Township is null && !Code.EndsWith("00", StringComparison.Ordinal) && !Code.EndsWith("01", StringComparison.Ordinal) && Code[4] != '7';
}
