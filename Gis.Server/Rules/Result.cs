namespace Gis.Server.Rules;

/// <summary>What a rule answers: the fact that follows from the wish, or the refusal.</summary>
internal readonly record struct Result<T>
    where T : class
{
    public T? Fact { get; private init; }

    public Refusal? Refusal { get; private init; }

    public static implicit operator Result<T>(T fact) => new() { Fact = fact };

    public static implicit operator Result<T>(Refusal refusal) => new() { Refusal = refusal };
}
