import os

import wit_world


class WitWorld(wit_world.WitWorld):
    def read(self, path: str) -> str:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(path + ".copy", "w", encoding="utf-8") as file:
            file.write(text.upper())
        return text + ",".join(sorted(os.listdir(os.path.dirname(path))))
