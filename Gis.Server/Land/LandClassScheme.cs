namespace Gis.Server.Land;

/// <summary>A list of land classes with its time of force, as a document cites it.</summary>
internal sealed record LandClassScheme(
    string Scheme, string Edition, DateOnly ValidFrom, DateOnly? ValidTo, string TitleZh, string TitleEn, IReadOnlyList<LandClass> Classes, IReadOnlyList<LandClass> Suffixes);
