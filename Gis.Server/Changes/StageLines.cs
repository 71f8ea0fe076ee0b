namespace Gis.Server.Changes;

/// <summary>Writes a line for each stage that is done.</summary>
internal sealed class StageLines(TextWriter output) : IProgress<ChangeProgress>
{
    public void Report(ChangeProgress value)
    {
        if (value.Words is not null)
        {
            output.WriteLine($"{value.Percent,3} %  {value.Stage,-9}  {value.Words}");
        }
    }
}
