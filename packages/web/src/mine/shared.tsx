/** For who was given a shared link: why, until when, and the sound. */
import { applyTheme, keptTheme } from '../frame/theme.ts';
import '../style/theme.css';
import '../style/base.css';
import '../style/components.css';
import '../style/frame.css';
import '../style/mine.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SharedApp } from './SharedApp.tsx';
import { takeSecret } from './server.ts';
import { WordsProvider } from './words.tsx';

applyTheme(keptTheme());
const secret = takeSecret('/gedeeld');
createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <WordsProvider title={(words) => words.shared.title}>
      <SharedApp secret={secret} />
    </WordsProvider>
  </StrictMode>,
);
