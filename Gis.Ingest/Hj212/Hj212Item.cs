using System.Globalization;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Hj212;

/// <summary>Gathers the figures that a packet gives for one factor.</summary>
internal sealed class Hj212Item
{
    private PeriodFigures figures;
    private double? value;
    private double? zsValue;
    private char? flag;
    private DateTimeOffset? sampledAt;
    private bool any;

    /// <summary>The first text that should have been a number and is none.</summary>
    public string? BadNumber { get; private set; }

    public bool HasFigures => any || BadNumber is not null;

    public void Take(Hj212Field field)
    {
        switch (field.Suffix)
        {
            case "Flag":
                flag = field.Value.Length == 1 && char.IsAscii(field.Value[0]) ? field.Value[0] : null;
                break;
            case "SampleTime":
                sampledAt = Hj212Time.TryParse(field.Value, out var at) ? at : null;
                break;
            case "Rtd" or "Avg" or "Data" or "Min" or "Max" or "Cou" or "ZsRtd" or "ZsMin" or "ZsAvg" or "ZsMax":
                TakeNumber(field);
                break;
        }
    }

    public InstantReading ToInstant(string property, DateTimeOffset at) => new(property, at, BadNumber is null ? value : null, flag, zsValue, sampledAt);

    public PeriodReading ToPeriod(string property, DateTimeOffset start, int periodS) =>
        new(property, start, periodS, figures, flag, BadNumber is not null);

    private void TakeNumber(Hj212Field field)
    {
        if (field.Value.Length > 32 || !double.TryParse(field.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number))
        {
            BadNumber ??= field.Value;
            return;
        }

        any = true;
        switch (field.Suffix)
        {
            case "Rtd":
                value = number;
                break;
            case "ZsRtd":
                zsValue = number;
                break;
            case "Data":
                value = number;
                figures = figures with { Avg = number };
                break;
            default:
                figures = With(field.Suffix, number);
                break;
        }
    }

    private PeriodFigures With(string suffix, double number) => suffix switch
    {
        "Min" => figures with { Min = number },
        "Avg" => figures with { Avg = number },
        "Max" => figures with { Max = number },
        "Cou" => figures with { Cou = number },
        "ZsMin" => figures with { ZsMin = number },
        "ZsAvg" => figures with { ZsAvg = number },
        "ZsMax" => figures with { ZsMax = number },
        _ => figures,
    };
}
