namespace Gis.Server.Things.Import;

/// <summary>One thing wrong with what was handed in: where it stands, what stood there, and what is accepted.</summary>
internal sealed record ImportFault(int Line, string Column, string Value, string Accepted)
{
    public override string ToString() => $"line {Line}, {Column}: '{Value}' cannot be used; accepted is: {Accepted}";
}
