using Gis.Ingest.Tests.Crash;

return args is ["crash-host", .. var rest] ? await CrashHost.RunAsync(rest) : 2;
