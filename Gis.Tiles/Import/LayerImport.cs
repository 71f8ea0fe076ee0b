using Npgsql;

namespace Gis.Tiles.Import;

/// <summary>Replaces the content of a catalogue layer by a file of its owner, all at once, as the command line does it: what was there stays as an older edition.</summary>
internal sealed class LayerImport(NpgsqlDataSource tiles, Action<string> progress)
{
    private readonly LayerStore _layers = new(tiles);

    public async Task RunAsync(string layer, string path, ImportTerms terms, CancellationToken cancellationToken)
    {
        var known = await _layers.FindAsync(layer, cancellationToken) ?? throw new ImportRefusedException(
            ImportRefusedException.BadWish, $"There is no stored layer '{layer}'; the catalogue has {string.Join(", ", await _layers.NamesAsync(cancellationToken))}.");
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            throw new FileNotFoundException($"{path} is not there.", path);
        }

        var folder = Directory.CreateTempSubdirectory("gis-import-");
        try
        {
            var source = await ImportSource.ReadAsync(path, folder.FullName, encoding: null, new ImportLimits(), cancellationToken);
            var plan = PlanFor(source, known.GeometryKind, terms);
            var tally = new RowTally();
            var name = Path.GetFileName(path);
            var info = new LayerEntry(
                layer, Plain(known.TitleZh), Plain(known.TitleEn), known.GeometryKind, terms.Licence ?? ImportPlanning.NoLicence, terms.Credit ?? "", name,
                terms.Edition ?? name, Approximate: false, MinZoom: 0, PublishedToAll: false, Owner: terms.ImportedBy);
            var rows = new StagedRows(source.Staged, plan, new CoordinateShift(tiles, plan.Crs)).ReadAsync(stride: 1, cancellationToken);
            var making = new EditionMaking(terms.ImportedBy, Account: null, await ImportSource.HashAsync(path, cancellationToken));
            try
            {
                var edition = await new EditionWriter(tiles).SwitchAsync(info, rows, tally, making, () => { }, cancellationToken);
                progress($"{layer}: edition {edition} with {tally.Kept} features is shown; edition {known.Edition} is kept");
            }
            finally
            {
                Report(tally);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ImportPlan PlanFor(ImportSource source, string geometryKind, ImportTerms terms)
    {
        var usable = source.SubLayers.Where(layer => layer.HasShapes || layer.East is not null).ToList();
        var from = usable.Count switch
        {
            1 => usable[0],
            0 => throw new ImportRefusedException(
                ImportRefusedException.BadWish, "The file holds no geometries, and no columns that look like coordinates; accepted are columns lon and lat, x and y, 经度 and 纬度."),
            _ => throw new ImportRefusedException(
                ImportRefusedException.BadWish, $"The file holds {usable.Count} layers ({string.Join(", ", usable.Select(layer => layer.Name))}); import it in the Data workplace, where one can be chosen, or send one alone."),
        };
        var crs = terms.Crs ?? SourceCrs.Of(from.Crs is { } said && said.StartsWith("EPSG:", StringComparison.Ordinal) ? said : null) ?? (from.Crs is { } definition ? new SourceCrs(definition) : null)
            ?? (source.Kind.IsTable ? SourceCrs.Wgs84 : throw new ImportRefusedException(ImportRefusedException.BadWish, "The file does not say its coordinate system. Say it with --crs."));
        return new ImportPlan(from, crs, from.East, from.North, geometryKind, FieldProposals.For(from, []), source.Kind == SourceKind.Dxf);
    }

    /// <summary>A title that said "indicative" of the built-in content does not say so of the owner's.</summary>
    private static string Plain(string title) => title.Split('(')[0].TrimEnd();

    private void Report(RowTally tally)
    {
        progress($"{tally.Read} rows read, {tally.RepairedCount} repaired, {tally.RefusedCount} refused");
        foreach (var remark in tally.Repaired)
        {
            progress($"repaired row {remark.Row} {remark.Name}: {remark.Reason}");
        }

        foreach (var remark in tally.Refused)
        {
            progress($"refused row {remark.Row} {remark.Name}: {remark.Reason}");
        }
    }
}
