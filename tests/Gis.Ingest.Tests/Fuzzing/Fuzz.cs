namespace Gis.Ingest.Tests.Fuzzing;

/// <summary>Gives a parser so many spoilt messages; it fails when the parser throws what is not its own refusal. './gis bench fuzz' gives it many more.</summary>
internal static class Fuzz
{
    public const int Cases = 100_000;

    public static void Run(FuzzTarget target, int cases = Cases)
    {
        var made = new SpoiltCases(target.Samples, target.Seed);
        for (var i = 0; i < cases; i++)
        {
            var bytes = made.Next();
            try
            {
                target.Parse(bytes);
            }
            catch (Exception thrown)
            {
                throw new InvalidOperationException($"{target.Name}, seed {target.Seed}, case {i}: {Convert.ToHexString(bytes)}", thrown);
            }
        }
    }
}
