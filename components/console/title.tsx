/** The title of the browser's tab: ten open journeys are told apart. */
export const Title = ({ of }: { of: string }) => <title>{`${of} · Connect Bank`}</title>;
