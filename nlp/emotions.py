"""Which emotion texts show most: the export's where it has one, else by words."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nlp.lexicon import EMOTIONS
from nlp.words import NONE

NO_EMOTION = len(EMOTIONS)
NAMES = (*EMOTIONS, "none")
# emotion -> how exports say it, in lower case; what is not here is kept as they say it.
EXPORTED = {
    "joy": ("喜悦", "高兴", "喜", "乐", "开心", "快乐", "愉快", "欢乐", "喜爱", "喜欢", "幸福", "joy", "happy", "happiness", "joyful", "like"),
    "anger": ("愤怒", "生气", "怒", "厌恶", "恶", "反感", "anger", "angry", "disgust", "disgusted"),
    "sadness": ("悲伤", "哀", "伤心", "难过", "悲哀", "哀伤", "sad", "sadness"),
    "worry": ("恐惧", "惧", "害怕", "担忧", "担心", "焦虑", "fear", "fearful", "worry", "anxiety", "scared"),
    "surprise": ("惊讶", "惊", "惊奇", "吃惊", "surprise", "surprised"),
    "disappointment": ("失望", "disappointment", "disappointed"),
    "none": ("中性", "中立", "无", "无情绪", "平静", "neutral", "none", "no emotion"),
}


def emotions(counts: np.ndarray, read: np.ndarray) -> np.ndarray:
    """Of each text its place in NAMES: the emotion with most words (`counts`, in the order of EMOTIONS), of several the
    first; without words none where the text is `read`, else NONE.
    """
    return np.where(counts.any(axis=1), counts.argmax(axis=1), np.where(read, NO_EMOTION, NONE))


def exported(values: pa.Array) -> pa.Array:
    """What exports say, in our names."""
    said = pa.array([word for words in EXPORTED.values() for word in words], pa.string())
    names = pa.array([name for name, words in EXPORTED.items() for _word in words], pa.string())
    plain = pc.utf8_lower(pc.utf8_trim_whitespace(values))
    return pc.coalesce(names.take(pc.index_in(plain, said)), pc.if_else(pc.equal(plain, ""), None, values))
