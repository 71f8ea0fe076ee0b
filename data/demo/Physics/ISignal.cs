namespace Gis.Demo.Physics;

/// <summary>What a station would show at any moment, past or present; the same question has the same answer.</summary>
internal interface ISignal
{
    IReadOnlyList<string> Properties { get; }

    Reading At(string property, DateTimeOffset time);
}
