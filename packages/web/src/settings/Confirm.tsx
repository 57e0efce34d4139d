import type { Line } from '@woordelijk/api';
import { Button as AriaButton, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useWords } from '../language/language.tsx';

/** Asks before a line goes. The focus stays within the question and returns to where it was. */
export function ConfirmRemoval({ line, remove }: { line: Line; remove: () => void }) {
  const { settings } = useWords();
  return (
    <DialogTrigger>
      <AriaButton className="w-button w-button-quiet" aria-label={settings.removeLine(line.key)}>
        <span>{settings.remove}</span>
      </AriaButton>
      <ModalOverlay isDismissable className="w-overlay">
        <Modal className="w-modal">
          <Dialog role="alertdialog" className="w-dialog">
            {({ close }) => (
              <>
                <Heading slot="title" level={2}>
                  {settings.removeTitle(line.key)}
                </Heading>
                <p>{settings.removeText}</p>
                <p className="w-buttons">
                  <AriaButton
                    className="w-button w-button-danger"
                    onPress={() => {
                      remove();
                      close();
                    }}
                  >
                    <span>{settings.removeYes}</span>
                  </AriaButton>
                  <AriaButton className="w-button w-button-plain" autoFocus onPress={close}>
                    <span>{settings.cancel}</span>
                  </AriaButton>
                </p>
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
