/** For the other side of a talk: see what was agreed, listen, take a copy, object, complain. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyTheme, keptTheme } from '../frame/theme.ts';
import '../style/theme.css';
import '../style/base.css';
import '../style/components.css';
import '../style/frame.css';
import '../style/mine.css';
import { App } from './App.tsx';
import { takeSecret } from './server.ts';
import { WordsProvider } from './words.tsx';

applyTheme(keptTheme());
const refusal = new URLSearchParams(location.search).get('inloggen') ?? undefined;
if (refusal !== undefined) history.replaceState(null, '', `/mijn${location.hash}`);
const secret = takeSecret('/mijn');
createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <WordsProvider>
      <App secret={secret} refusal={refusal} />
    </WordsProvider>
  </StrictMode>,
);
