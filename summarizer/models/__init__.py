"""The only room with torch, transformers and ctranslate2; to import it alone imports none of them."""
