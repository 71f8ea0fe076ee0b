using Gis.BaseMap.Load;
using Gis.BaseMap.Output;
using Npgsql;

namespace Gis.BaseMap.Import;

/// <summary>Replaces the content of a catalogue layer by a file of its owner, all at once; what was there stays as an older edition.</summary>
internal sealed class LayerImport(NpgsqlDataSource tiles, Action<string> progress)
{
    private readonly LayerStore _layers = new(tiles);

    public async Task RunAsync(string layer, string path, ImportTerms terms, CancellationToken cancellationToken)
    {
        var known = await _layers.FindAsync(layer, cancellationToken) ?? throw new InvalidDataException(
            $"there is no stored layer '{layer}'; the catalogue has {string.Join(", ", await _layers.NamesAsync(cancellationToken))}.");
        var file = await SourceFile.ReadGeoJsonAsync(path, terms.Crs, cancellationToken);
        using var document = SourceFile.Parse(file, path);
        var rows = RowReader.Read(document.RootElement, known.GeometryKind);
        if (terms.Crs is { } crs)
        {
            rows = rows with { Rows = [.. rows.Rows.Select(row => row with { Shape = crs.Unshift(row.Shape) })] };
        }

        Report(rows);
        if (rows.Rows.Count == 0)
        {
            throw new InvalidDataException($"{path} holds no usable row; {layer} keeps edition {known.Edition}.");
        }

        var name = Path.GetFileName(path);
        var info = new LayerInfo(
            layer, Plain(known.TitleZh), Plain(known.TitleEn), known.GeometryKind, terms.Licence ?? "not stated", terms.Credit ?? name, name,
            terms.Edition ?? name, Approximate: false, MinZoom: 0, PublishedToAll: false, Owner: terms.ImportedBy);
        var edition = await _layers.SwitchAsync(info, rows, terms.ImportedBy, LayerStore.Hash(file), cancellationToken);
        progress($"{layer}: edition {edition} with {rows.Rows.Count} features is shown; edition {known.Edition} is kept");
    }

    /// <summary>A title that said "indicative" of the built-in content does not say so of the owner's.</summary>
    private static string Plain(string title) => title.Split('(')[0].TrimEnd();

    private void Report(LayerRows rows)
    {
        progress($"{rows.Read} rows read, {rows.Repaired.Count} repaired, {rows.Refused.Count} refused");
        foreach (var remark in rows.Repaired)
        {
            progress($"repaired row {remark.Row} {remark.Name}: {remark.Reason}");
        }

        foreach (var remark in rows.Refused)
        {
            progress($"refused row {remark.Row} {remark.Name}: {remark.Reason}");
        }
    }
}
