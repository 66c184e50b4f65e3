import { reportReaders } from "./report-readers.ts";
import { serveReports } from "./serve-reports.ts";

/** The body of the process that reads reports. */
serveReports(reportReaders);
