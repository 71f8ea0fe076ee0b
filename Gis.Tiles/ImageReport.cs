namespace Gis.Tiles;

/// <summary>What became of an import: the sentence for the person who asked, and the layer's new edition; 0 where nothing was to be done.</summary>
public sealed record ImageReport(int Edition, string Text);
