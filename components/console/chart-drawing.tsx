"use client";

import { Bar, BarChart, CartesianGrid, LabelList, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from "recharts";
import type { Figure } from "#lib/web/console/overview-figures.ts";

type Drawing = Figure["drawing"];

const TEXT = { fill: "var(--muted)", fontSize: 12 };
/** Told apart by dashes as well as by colour. */
const STROKES = [
  { stroke: "var(--accent)", strokeDasharray: "0" },
  { stroke: "var(--good)", strokeDasharray: "6 3" },
  { stroke: "var(--warn)", strokeDasharray: "2 3" },
];

/** Columns upon each other are told apart by how dark they are as well. */
const SHADES = [1, 0.7, 0.45];

/** As many days as leave room for a dot each. */
const FEW = 40;

/** True for a day that gets a dot. Among many days only those of a change do: a line between others has no dot of its own. */
function isWorthADot(data: readonly Readonly<Record<string, unknown>>[], key: string, index: number) {
  const value = data[index]?.[key];
  if (value === undefined || value === null) return false;
  return data.length < FEW || (value !== 0 && value !== data[index - 1]?.[key]);
}

/** Draws with what surrounds it: colours of the theme, width of its place. It does not move. */
export default function ChartDrawing(drawing: Drawing) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      {drawing.kind === "bars" ? (
        <BarChart
          data={[...drawing.data]}
          layout="vertical"
          margin={{ top: 8, right: 88, bottom: 8, left: 0 }}
          accessibilityLayer={false}
        >
          <XAxis type="number" hide domain={[0, "dataMax"]} />
          <YAxis
            type="category"
            dataKey="name"
            width={150}
            tick={TEXT}
            tickLine={false}
            axisLine={{ stroke: "var(--edge)" }}
          />
          <Bar dataKey="value" fill="var(--accent)" isAnimationActive={false} maxBarSize={22}>
            <LabelList dataKey="label" position="right" fill="var(--ink)" fontSize={12} />
          </Bar>
        </BarChart>
      ) : drawing.kind === "columns" ? (
        <BarChart
          data={[...drawing.data]}
          margin={{ top: 12, right: 16, bottom: 4, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis dataKey="name" tick={TEXT} tickLine={false} axisLine={{ stroke: "var(--edge)" }} minTickGap={24} />
          <YAxis allowDecimals={false} tick={TEXT} tickLine={false} axisLine={false} width={52} />
          {drawing.lines.map(({ key, name }, at) => (
            <Bar
              key={key}
              dataKey={key}
              name={name}
              stackId="day"
              fill={STROKES[at % STROKES.length]?.stroke}
              fillOpacity={SHADES[at % SHADES.length]}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      ) : (
        <LineChart
          data={[...drawing.data]}
          margin={{ top: 12, right: 16, bottom: 4, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis dataKey="name" tick={TEXT} tickLine={false} axisLine={{ stroke: "var(--edge)" }} minTickGap={24} />
          <YAxis
            allowDecimals={false}
            {...(drawing.unit ? { domain: [0, 100] } : {})}
            tick={TEXT}
            tickLine={false}
            axisLine={false}
            width={52}
            unit={drawing.unit}
          />
          {drawing.lines.map(({ key, name }, at) => (
            <Line
              key={key}
              dataKey={key}
              name={name}
              {...STROKES[at % STROKES.length]}
              strokeWidth={2}
              dot={({ cx, cy, index }: { cx?: number; cy?: number; index: number }) =>
                isWorthADot(drawing.data, key, index) ? (
                  <circle
                    key={index}
                    cx={cx}
                    cy={cy}
                    r={3}
                    {...STROKES[at % STROKES.length]}
                    fill="var(--page)"
                    strokeDasharray="0"
                    strokeWidth={2}
                  />
                ) : (
                  <g key={index} />
                )
              }
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      )}
    </ResponsiveContainer>
  );
}
