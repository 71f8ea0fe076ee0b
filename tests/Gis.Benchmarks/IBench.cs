namespace Gis.Benchmarks;

/// <summary>One measurement that sets a figure of ours beside its limit in the same run.</summary>
internal interface IBench
{
    /// <summary>What is typed behind <c>./gis bench</c>.</summary>
    string Name { get; }

    /// <summary>What is measured, and the bar it is held to.</summary>
    string Purpose { get; }

    /// <summary>Takes so long that it is run by its name alone, by night.</summary>
    bool IsNightly => false;

    /// <summary>True when the bar is met.</summary>
    Task<bool> RunAsync(TextWriter output);
}
