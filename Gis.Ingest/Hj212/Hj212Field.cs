namespace Gis.Ingest.Hj212;

/// <summary>One <c>name=value</c> of a CP: a factor's figure (<c>w01018-Avg=40.1</c>: code w01018, suffix Avg) or a plain field (<c>DataTime</c>).</summary>
internal readonly record struct Hj212Field(string Code, string Suffix, string Value);
