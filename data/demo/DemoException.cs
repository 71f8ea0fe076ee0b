namespace Gis.Demo;

/// <summary>Says in a sentence why the demo cannot go on, and what to do.</summary>
internal sealed class DemoException(string message) : Exception(message);
