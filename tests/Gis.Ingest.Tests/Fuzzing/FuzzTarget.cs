using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Tests.Fuzzing;

/// <summary>A parser of what strangers send, with good messages to spoil.</summary>
/// <param name="Name">What a person calls it by.</param>
/// <param name="Seed">Repeats the cases.</param>
/// <param name="Samples">Good messages.</param>
/// <param name="Parse">Parses one case; says <see cref="Accepted"/> or the code of the parser's own refusal, and throws at anything else. May be called from several threads.</param>
internal sealed record FuzzTarget(string Name, int Seed, IReadOnlyList<byte[]> Samples, Func<byte[], string> Parse)
{
    public const string Accepted = "accepted";
    public const string InPart = "accepted in part";

    /// <summary>What a decoder made of a message.</summary>
    public static string Outcome(Decoded decoded) =>
        decoded.HasRejections ? decoded.Rejections[0].Code : decoded.HasRefused ? InPart : Accepted;

    /// <summary>The outcome of decoding into an empty <see cref="Decoded"/>.</summary>
    public static string Outcome(Action<Decoded> decode)
    {
        var decoded = new Decoded();
        decode(decoded);
        return Outcome(decoded);
    }

    public override string ToString() => Name;
}
