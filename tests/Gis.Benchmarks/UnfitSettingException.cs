namespace Gis.Benchmarks;

/// <summary>An environment variable that is not understood; the message says what would be.</summary>
internal sealed class UnfitSettingException(string message) : Exception(message);
