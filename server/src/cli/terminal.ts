/** What a command of the command line may do to the world: print, and say where it stands. */
export interface Terminal {
  readonly cwd: string;
  print(text: string): void;
  error(text: string): void;
}
