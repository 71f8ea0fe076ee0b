namespace Gis.Ingest.Hj212;

/// <summary>One factor of HJ 212-2017 Appendix B: code, the code of 2005, names, default unit (UCUM) and plausibility gate.</summary>
internal sealed record Hj212Factor(string Code, string? OldCode, string NameZh, string NameEn, string Unit, double? GateMin, double? GateMax);
