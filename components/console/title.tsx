/** What the browser's tab is called: ten open journeys are told apart. */
export const Title = ({ of }: { of: string }) => <title>{`${of} · Connect Bank`}</title>;
